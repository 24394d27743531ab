/** Policy, people and the workspace as the engine would answer. */
import { type Api, ApiFailure } from '../../src/api'
import type { DiffLineView } from '../../src/bindings/DiffLineView'
import type { DoctorView } from '../../src/bindings/DoctorView'
import type { IntentCardView } from '../../src/bindings/IntentCardView'
import type { PersonRowView } from '../../src/bindings/PersonRowView'
import type { PolicyBoardView } from '../../src/bindings/PolicyBoardView'
import type { PolicyChangeRequest } from '../../src/bindings/PolicyChangeRequest'

const NOW = Date.UTC(2026, 10, 20, 13, 2)
const DAY = 86_400_000
const MINUTE = 60_000

export interface PolicyDouble {
  board: PolicyBoardView
  difference: DiffLineView[]
  asked: PolicyChangeRequest[]
  people: PersonRowView[]
  health: DoctorView
  api: Pick<Api, 'policy' | 'settings'>
}

function card(intent: string, title: string, given: Partial<IntentCardView> = {}): IntentCardView {
  return {
    intent,
    title,
    definition: 'Wants money back for a charge that was made.',
    severity: 2,
    examples: ['I was charged twice, please give me my money back.'],
    counter_examples: [{ text: 'What is this charge for?', is: 'Billing question' }],
    action: null,
    queue: 'Billing',
    sla_ms: 240 * MINUTE,
    always_human: true,
    rule: `always-human/${intent}`,
    ...given,
  }
}

export function policyDouble(): PolicyDouble {
  const made: PolicyDouble = {
    asked: [],
    difference: [
      { kind: 'same', text: '[promise]' },
      { kind: 'removed', text: 'alpha = 0.05' },
      { kind: 'added', text: 'alpha = 0.02' },
      { kind: 'gap', text: '' },
      { kind: 'same', text: 'delta = 0.05' },
    ],
    people: [
      { id: 'u1', name: 'ada', roles: ['administrator'], disabled_at_ms: null },
      { id: 'u2', name: 'olga', roles: ['compliance_officer', 'auditor'], disabled_at_ms: null },
      { id: 'u3', name: 'stu', roles: ['model_steward'], disabled_at_ms: null },
      { id: 'u4', name: 'sam', roles: ['supervisor'], disabled_at_ms: NOW - 4 * DAY },
    ],
    health: {
      healthy: false,
      folder: '/srv/desk',
      holder: { pid: 4711, program: 'console', since_ms: NOW - 2 * DAY },
      key_mode: 'keyring',
      free_bytes: 220_200_960,
      program_version: '0.1.0',
      checks: [
        { check: 'folder', outcome: 'good', message: '/srv/desk' },
        { check: 'file system', outcome: 'good', message: 'on this computer' },
        { check: 'holder', outcome: 'good', message: '`console` (process 4711)' },
        { check: 'key file', outcome: 'good', message: 'opened by keyring' },
        { check: 'keyring', outcome: 'skipped', message: 'not needed' },
        { check: 'database', outcome: 'good', message: 'opens, workspace "Service desk"' },
        { check: 'stop', outcome: 'good', message: 'there is no file STOP' },
        { check: 'free space', outcome: 'bad', message: '210 MiB free: free some, at least 1024 MiB' },
      ],
    },
    board: {
      policy_short: '487becde',
      taxonomy_short: '0d11f2aa',
      alpha: 0.02,
      confidence: 0.95,
      audit_share: 0.05,
      hold_back_ms: 10 * MINUTE,
      min_margin: 0.1,
      escalation_queue: 'Escalations',
      queues: [
        { queue: 'billing', title: 'Billing', sla_ms: 240 * MINUTE },
        { queue: 'escalations', title: 'Escalations', sla_ms: 120 * MINUTE },
        { queue: 'orders', title: 'Orders', sla_ms: 240 * MINUTE },
      ],
      rules: [
        {
          name: 'always-human/refund',
          asks: true,
          queue: 'Billing',
          sla_ms: 240 * MINUTE,
          priority: null,
          intents: ['Refund request'],
          conditions: [],
        },
        {
          name: 'vulnerable',
          asks: true,
          queue: 'Escalations',
          sla_ms: 60 * MINUTE,
          priority: 3,
          intents: [],
          conditions: ['vulnerable', 'hours'],
        },
      ],
      intents: [
        card('refund_request', 'Refund request'),
        card('order_status', 'Where is my order', {
          definition: 'Asks how far an order or delivery is, without saying that something went wrong.',
          examples: ['When will my parcel be here?'],
          counter_examples: [],
          action: 'send_order_status',
          queue: 'Orders',
          severity: 0,
          always_human: false,
        }),
        card('billing_question', 'Billing question', { always_human: false, severity: 1 }),
      ],
      versions: [
        { kind: 'policy', version: 'bbbb', version_short: '487becde', at_ms: NOW - DAY, before: 'aaaa' },
        { kind: 'taxonomy', version: 'cccc', version_short: '0d11f2aa', at_ms: NOW - 60 * DAY, before: null },
        { kind: 'policy', version: 'aaaa', version_short: '113fd0e1', at_ms: NOW - 60 * DAY, before: null },
      ],
      text: '[promise]\nalpha = 0.02\n',
    },
    api: {
      policy: {
        board: async () => structuredClone(made.board),
        diff: async () => ({ lines: made.difference }),
        change: async request => {
          if (request.reason === '') throw new ApiFailure({ code: 'input', message: 'a reason is needed' })
          made.asked.push(request)
        },
      },
      settings: {
        people: async () => ({ people: structuredClone(made.people), least_password: 10 }),
        addPerson: async ({ name, roles }) => {
          made.people.push({ id: name, name, roles, disabled_at_ms: null })
        },
        changePerson: async ({ name, roles, disabled }) => {
          const person = made.people.find(each => each.name === name)
          if (person?.roles.includes('administrator') && disabled) {
            throw new ApiFailure({ code: 'input', message: 'this is the last administrator who can sign in' })
          }
          if (person && roles) person.roles = roles
          if (person && disabled !== null) person.disabled_at_ms = disabled ? NOW : null
        },
        health: async () => made.health,
        backUp: async () => undefined,
      },
    },
  }
  return made
}
