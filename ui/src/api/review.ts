/** The questions put to people. */
import type { CalibrationWords } from '../bindings/CalibrationWords'
import type { ReviewSubmitRequest } from '../bindings/ReviewSubmitRequest'
import { ask } from './transport'

export const review = {
  /** One page, most urgent first; `after` is the cursor of the page before. */
  list: (after: string | null, limit: number) => ask('review_list', { after, limit }),
  /** `words` are those of its chart. */
  open: (itemId: string, words: CalibrationWords) => ask('review_open', { item_id: itemId, words }),
  claim: (itemId: string, words: CalibrationWords) => ask('review_claim', { item_id: itemId, words }),
  submit: (request: ReviewSubmitRequest) => ask('review_submit', request),
  skip: (itemId: string) => ask('review_skip', { item_id: itemId }),
  undo: () => ask('review_undo'),
}
