/** What can be done with an item besides answering it, and the line that says what was done last. */
import { Button, Input, Label, TextField } from 'react-aria-components'
import { useFailureText } from '../../components/FailureNotice'
import { Keys } from '../../components/Keys'
import { useMay } from '../../components/person'
import type { ShortcutId } from '../../keys/shortcuts'
import { useText } from '../../locale'
import { useFormat, useNow } from '../../locale/format'
import type { Said } from './useReview'

interface Props {
  said: Said | null
  isDisabled: boolean
  comment: string | null
  onComment: (comment: string) => void
  onCommentShown: () => void
  onEscalate: () => void
  onSkip: () => void
  onUndo: () => void
  onBackTo: (itemId: string) => void
}

export function ActionBar(props: Props) {
  const t = useText()
  const mayAnswer = useMay()('review_answer')
  return (
    <footer className="actions-bar">
      <div className="said" role="status">
        {props.said && <SaidLine said={props.said} onBackTo={props.onBackTo} />}
      </div>
      {props.comment !== null && (
        <TextField className="comment" value={props.comment} onChange={props.onComment} autoFocus>
          <Label>{t('comment')}</Label>
          <Input
            placeholder={t('comment-hint')}
            onKeyDown={event => event.key === 'Escape' && event.currentTarget.blur()}
          />
        </TextField>
      )}
      {mayAnswer ? <Acts {...props} /> : <p className="quiet">{t('review-reading')}</p>}
    </footer>
  )
}

function Acts({ isDisabled, comment, onEscalate, onSkip, onCommentShown, onUndo }: Props) {
  return (
    <div className="acts">
      <Act of="escalate" isDisabled={isDisabled} onPress={onEscalate} />
      <Act of="skip" isDisabled={isDisabled} onPress={onSkip} />
      {comment === null && <Act of="comment" isDisabled={isDisabled} onPress={onCommentShown} />}
      <Act of="undo" isDisabled={false} onPress={onUndo} />
    </div>
  )
}

function Act({ of, isDisabled, onPress }: { of: ShortcutId; isDisabled: boolean; onPress: () => void }) {
  const t = useText()
  return (
    <Button className="button" isDisabled={isDisabled} onPress={onPress}>
      <Keys of={of} inButton />
      {t(`act-${of}`)}
    </Button>
  )
}

function SaidLine({ said, onBackTo }: { said: Said; onBackTo: (itemId: string) => void }) {
  const t = useText()
  const now = useNow()
  const { clock } = useFormat()
  if (said.kind === 'failed') return <Refused failure={said.failure} itemId={said.itemId} onBackTo={onBackTo} />
  return (
    <>
      <span>{t(said.textId, said.args)}</span>
      {said.kind === 'done' && <span className="quiet">{t('undo-until', { time: clock(said.undoUntilMs, now) })}</span>}
    </>
  )
}

interface RefusedProps {
  failure: unknown
  itemId: string | null
  onBackTo: (itemId: string) => void
}

function Refused({ failure, itemId, onBackTo }: RefusedProps) {
  const t = useText()
  const { text, code } = useFailureText(failure)
  return (
    <>
      <span className="refused">
        {text} <code>{code}</code>
      </span>
      {itemId !== null && (
        <Button className="button" onPress={() => onBackTo(itemId)}>
          {t('back-to-it')}
        </Button>
      )}
    </>
  )
}
