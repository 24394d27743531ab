/** Long work: what is under way, and its end. */
import { ask } from './transport'

export const work = {
  list: () => ask('work_list'),
  cancel: (workId: string) => ask('work_cancel', { work_id: workId }),
  clear: (workId: string) => ask('work_clear', { work_id: workId }),
}
