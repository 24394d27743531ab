/** The questions put to people. */
import type { ReviewItemView } from '../bindings/ReviewItemView'
import type { ReviewListView } from '../bindings/ReviewListView'
import type { ReviewSubmitRequest } from '../bindings/ReviewSubmitRequest'
import type { ReviewSubmittedView } from '../bindings/ReviewSubmittedView'
import type { ReviewUndoneView } from '../bindings/ReviewUndoneView'
import { ask } from './transport'

export const review = {
  /** One page, most urgent first; `after` is the cursor of the page before. */
  list: (after: string | null, limit: number) => ask<ReviewListView>('review_list', { after, limit }),
  open: (itemId: string) => ask<ReviewItemView>('review_open', { item_id: itemId }),
  claim: (itemId: string, version: number) => ask<unknown>('review_claim', { item_id: itemId, version }),
  submit: (request: ReviewSubmitRequest) => ask<ReviewSubmittedView>('review_submit', request),
  skip: (itemId: string) => ask<unknown>('review_skip', { item_id: itemId }),
  undo: () => ask<ReviewUndoneView>('review_undo'),
}
