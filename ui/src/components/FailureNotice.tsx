/** A refusal or fault of the engine: what happened and what to do next in words, the code at the end. */
import { asFailure } from '../api'
import type { FailureCode } from '../bindings/FailureCode'
import { useLocalization, useText } from '../locale'

interface Props {
  failure: unknown
  /** The id of a text that says more, at this place, than the code's own. */
  textId?: string | undefined
}

export function FailureNotice({ failure, textId }: Props) {
  const t = useText()
  const { text, code } = useFailureText(failure)
  const told = textId !== undefined && NEAR.has(code)
  return (
    <div className="notice" data-tone="danger" role="alert">
      {told ? t(textId) : text}
      {!told && code === 'input' && <p className="quiet">{asFailure(failure).message}</p>}
      <span className="code">{code}</span>
    </div>
  )
}

/** Codes that mean at one place what they do not mean everywhere; any other failure says its own text. */
const NEAR = new Set<FailureCode>(['key_unavailable', 'input'])

/** The text of a failure's code where the console has one, else what the engine says. */
export function useFailureText(thrown: unknown): { text: string; code: FailureCode } {
  const { t, has } = useLocalization()
  const failure = asFailure(thrown)
  const id = `failure-${failure.code.replaceAll('_', '-')}`
  return { text: has(id) ? t(id) : failure.message, code: failure.code }
}
