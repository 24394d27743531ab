/** Sources, files on offer, and what was refused. */
import type { LabelColumnsView } from '../bindings/LabelColumnsView'
import { ask } from './transport'

export const sources = {
  board: () => ask('source_board'),
  offers: () => ask('source_offers'),
  /** Asks in the desktop's dialog which files to offer. */
  choose: () => ask('source_choose'),
  decline: () => ask('source_decline'),
  /** Begins; the tray says how it goes. `labels` for a file of texts with labels. */
  import: (offerId: string, labels: LabelColumnsView | null) => ask('source_import', { offer_id: offerId, labels }),
  staleAfter: (hours: number) => ask('source_stale_after', { hours }),
  quarantine: (limit: number) => ask('quarantine_list', { limit }),
  discard: (quarantineId: string) => ask('quarantine_discard', { quarantine_id: quarantineId }),
}
