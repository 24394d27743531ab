/** The questions put to people. */
import type { ReviewSubmitRequest } from '../bindings/ReviewSubmitRequest'
import { ask } from './transport'

export const review = {
  /** One page, most urgent first; `after` is the cursor of the page before. */
  list: (after: string | null, limit: number) => ask('review_list', { after, limit }),
  open: (itemId: string) => ask('review_open', { item_id: itemId }),
  claim: (itemId: string) => ask('review_claim', { item_id: itemId }),
  submit: (request: ReviewSubmitRequest) => ask('review_submit', request),
  skip: (itemId: string) => ask('review_skip', { item_id: itemId }),
  undo: () => ask('review_undo'),
}
