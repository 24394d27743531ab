/** Model versions: the board, training, requests for promotion, rolling back. */
import { ask } from './transport'

export const models = {
  board: () => ask('model_board'),
  /** Begins; the tray says how it goes. */
  train: () => ask('model_train'),
  request: (version: string, reason: string) => ask('model_request', { version, reason }),
  planRollBack: () => ask('model_roll_back_plan'),
  rollBack: (reason: string) => ask('model_roll_back', { reason }),
  resume: (reason: string) => ask('routing_resume', { reason }),
}
