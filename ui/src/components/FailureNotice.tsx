/** A refusal or fault of the engine: what happened and what to do next in words, the code at the end. */
import { asFailure } from '../api'
import { useLocalization } from '../locale'

export function FailureNotice({ failure }: { failure: unknown }) {
  const { text, code } = useFailureText(failure)
  return (
    <div className="notice" data-tone="danger" role="alert">
      {text}
      <span className="code">{code}</span>
    </div>
  )
}

/** The text of a failure's code where the console has one, else what the engine says. */
export function useFailureText(thrown: unknown): { text: string; code: string } {
  const { t, has } = useLocalization()
  const failure = asFailure(thrown)
  const id = failureTextId(failure.code)
  const text = has(id) ? t(id, definedOnly(failure.details)) : failure.message
  return { text, code: failure.code }
}

/** `ClaimLost` and `claim_lost` are both `failure-claim-lost`. */
export function failureTextId(code: string): string {
  const words = code.replace(/_/g, '-').replace(/([a-z0-9])([A-Z])/g, '$1-$2')
  return `failure-${words.toLowerCase()}`
}

function definedOnly(details: { [key in string]?: string } | null): Record<string, string> {
  const entries = Object.entries(details ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(entries)
}
