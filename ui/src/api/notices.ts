/** What the desktop shows to somebody who is not looking at the window. */
import type { NoticeRequest } from '../bindings/NoticeRequest'
import { ask } from './transport'

export const notices = {
  show: (request: NoticeRequest) => ask('notice_show', request),
}
