/** The questions put to people. */
import type { CalibrationWords } from '../bindings/CalibrationWords'
import type { ReviewFilterRequest } from '../bindings/ReviewFilterRequest'
import type { ReviewSubmitRequest } from '../bindings/ReviewSubmitRequest'
import { ask } from './transport'

/** Rows a page of the list has; the engine allows 200. */
const PAGE = 200

export const review = {
  /** One page, most urgent first; `after` is the cursor of the page before. */
  list: (filter: ReviewFilterRequest, after: string | null) => ask('review_list', { filter, after, limit: PAGE }),
  figures: (filter: ReviewFilterRequest) => ask('review_figures', filter),
  /** `words` are those of its chart. */
  open: (itemId: string, words: CalibrationWords) => ask('review_open', { item_id: itemId, words }),
  /** Cases that people answered where the engine suggested the same. */
  similar: (itemId: string) => ask('review_similar', { item_id: itemId }),
  /** Earlier conversations of the same customer. */
  history: (itemId: string) => ask('review_history', { item_id: itemId }),
  claim: (itemId: string, words: CalibrationWords) => ask('review_claim', { item_id: itemId, words }),
  submit: (request: ReviewSubmitRequest) => ask('review_submit', request),
  skip: (itemId: string) => ask('review_skip', { item_id: itemId }),
  undo: () => ask('review_undo'),
}
