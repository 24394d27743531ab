/** Sources, files on offer and refused rows as the engine would answer. */
import { type Api, ApiFailure } from '../../src/api'
import type { LabelColumnsView } from '../../src/bindings/LabelColumnsView'
import type { OfferListView } from '../../src/bindings/OfferListView'
import type { OfferView } from '../../src/bindings/OfferView'
import type { QuarantineRowView } from '../../src/bindings/QuarantineRowView'
import type { SourceBoardView } from '../../src/bindings/SourceBoardView'

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 10, 20, 13, 2)

export interface SourcesDouble {
  board: SourceBoardView
  offers: OfferListView
  /** What the desktop's dialog gives. */
  chosen: OfferView[]
  quarantine: QuarantineRowView[]
  imported: { offer: string; labels: LabelColumnsView | null }[]
  api: Pick<Api, 'sources'>
}

export function offer(id: string, given: Partial<OfferView> = {}): OfferView {
  return {
    offer_id: id,
    name: 'march.jsonl',
    bytes: 3_400_000,
    format: 'json_lines',
    columns: [],
    looks_like_labels: false,
    ...given,
  }
}

export function sourcesDouble(): SourcesDouble {
  const made: SourcesDouble = {
    chosen: [offer('1')],
    imported: [],
    offers: { offers: [], hovering: false },
    quarantine: [
      row('q1', { line: 17, reason: 'time', field: 'timestamp', shape: '99.9.9999' }),
      row('q2', { line: 3_204, reason: 'missing', field: 'channel', shape: null }),
      row('q3', { line: 9, reason: 'json', field: null, shape: null, state: 'discarded' }),
    ],
    board: {
      watched_folder: '/srv/desk/inbox',
      stale_after_hours: 24,
      quarantined: 2,
      sources: [
        {
          source: 'folder',
          imports: 41,
          failed: 1,
          taken: 98_214,
          duplicates: 312,
          quarantined: 61,
          refused: { value: 0.000619, low: 0.00047, high: 0.0008, n: 98_587 },
          last_at_ms: NOW - 31 * HOUR,
          stale: true,
        },
        {
          source: 'file',
          imports: 2,
          failed: 0,
          taken: 4_000,
          duplicates: 0,
          quarantined: 0,
          refused: { value: 0, low: 0, high: 0.00092, n: 4_000 },
          last_at_ms: NOW - 720 * HOUR,
          stale: false,
        },
      ],
      imports: [
        item('i1', 'export-2026-11-19.jsonl', 'finished', 3_204, 2, 17),
        item('i2', 'notes.txt', 'failed', 0, 0, 0),
        item('i3', '(name withheld).csv', 'cancelled', 500, 0, 0),
      ],
    },
    api: {
      sources: {
        board: async () => structuredClone(made.board),
        offers: async () => structuredClone(made.offers),
        choose: async () => {
          made.offers = { offers: made.chosen, hovering: false }
          return structuredClone(made.offers)
        },
        decline: async () => {
          made.offers = { offers: [], hovering: false }
        },
        import: async (offerId, labels) => {
          if (!made.offers.offers.some(each => each.offer_id === offerId)) {
            throw new ApiFailure({ code: 'input', message: 'the file is no longer on offer' })
          }
          made.imported.push({ offer: offerId, labels })
        },
        staleAfter: async hours => {
          made.board.stale_after_hours = hours
        },
        quarantine: async limit => ({ rows: structuredClone(made.quarantine.slice(0, limit)) }),
        discard: async quarantineId => {
          for (const each of made.quarantine) if (each.quarantine_id === quarantineId) each.state = 'discarded'
        },
      },
    },
  }
  return made
}

function row(id: string, given: Partial<QuarantineRowView>): QuarantineRowView {
  return {
    quarantine_id: id,
    file: 'export-2026-11-19.jsonl',
    line: 1,
    reason: 'json',
    field: null,
    shape: null,
    state: 'held',
    at_ms: NOW - 2 * HOUR,
    ...given,
  }
}

function item(id: string, name: string, state: string, taken: number, duplicates: number, quarantined: number) {
  const started_at_ms = NOW - 2 * HOUR
  const fault = state === 'failed' ? 'unknown_format' : null
  return { import_id: id, name, source: 'folder', state, fault, taken, duplicates, quarantined, started_at_ms } as const
}
