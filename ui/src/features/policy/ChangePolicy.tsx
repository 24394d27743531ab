/** Asks for another promise, hold-back or time of a queue. It takes effect when a second person approves it. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api'
import type { PolicyBoardView } from '../../bindings/PolicyBoardView'
import { Field, Quantity } from '../../components/Field'
import { FormDialog, Over } from '../../components/FormDialog'
import { useText } from '../../locale'

interface Props {
  isOpen: boolean
  onClose: () => void
  board: PolicyBoardView
}

const MINUTE = 60_000

export function ChangePolicy({ isOpen, onClose, board }: Props) {
  return (
    <Over isOpen={isOpen} onClose={onClose}>
      <Ask board={board} onClose={onClose} />
    </Over>
  )
}

function Ask({ board, onClose }: Omit<Props, 'isOpen'>) {
  const t = useText()
  const api = useApi()
  const [alpha, setAlpha] = useState(board.alpha)
  const [holdBack, setHoldBack] = useState(board.hold_back_ms / MINUTE)
  const [times, setTimes] = useState<Record<string, number>>({})
  const [reason, setReason] = useState('')
  const asking = useMutation({ mutationFn: api.policy.change, onSuccess: onClose })
  const send = () =>
    asking.mutate({
      alpha: alpha === board.alpha ? null : alpha,
      hold_back_minutes: holdBack === board.hold_back_ms / MINUTE ? null : holdBack,
      queues: board.queues
        .filter(({ queue, sla_ms }) => times[queue] !== undefined && times[queue] !== sla_ms / MINUTE)
        .map(({ queue }) => ({ queue, minutes: times[queue] ?? 0 })),
      reason,
    })
  return (
    <FormDialog
      className="change-policy"
      title={t('change-title')}
      text={<p>{t('change-text')}</p>}
      action={t('change-ask')}
      isPending={asking.isPending}
      failure={asking.error}
      onSend={send}
      onClose={onClose}
    >
      <div className="numbers">
        <Quantity
          label={t('change-alpha')}
          value={alpha}
          onChange={setAlpha}
          minValue={0.001}
          maxValue={0.5}
          step={0.001}
          formatOptions={{ style: 'percent', maximumFractionDigits: 1 }}
        />
        <Minutes label={t('change-hold-back')} value={holdBack} onChange={setHoldBack} />
      </div>
      <h3>{t('change-queues')}</h3>
      <div className="numbers">
        {board.queues.map(({ queue, title, sla_ms }) => (
          <Minutes
            key={queue}
            label={title}
            value={times[queue] ?? sla_ms / MINUTE}
            onChange={minutes => setTimes({ ...times, [queue]: minutes })}
          />
        ))}
      </div>
      {alpha < board.alpha && (
        <div className="notice" data-tone="warning">
          {t('change-stricter')}
        </div>
      )}
      <Field label={t('change-reason')} value={reason} onChange={setReason} isRequired />
    </FormDialog>
  )
}

interface MinutesProps {
  label: string
  value: number
  onChange: (minutes: number) => void
}

function Minutes(props: MinutesProps) {
  const unit = { style: 'unit', unit: 'minute', unitDisplay: 'short' } as const
  return <Quantity {...props} minValue={1} maxValue={43_200} step={1} formatOptions={unit} />
}
