/** Asks for another promise, hold-back or time of a queue. It takes effect when a second person approves it. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import {
  Button,
  Dialog,
  Form,
  Heading,
  Input,
  Label,
  Modal,
  ModalOverlay,
  NumberField,
  TextField,
} from 'react-aria-components'
import { useApi } from '../../api'
import type { PolicyBoardView } from '../../bindings/PolicyBoardView'
import { FailureNotice } from '../../components/FailureNotice'
import { useText } from '../../locale'

interface Props {
  isOpen: boolean
  onClose: () => void
  board: PolicyBoardView
}

const MINUTE = 60_000

export function ChangePolicy({ isOpen, onClose, board }: Props) {
  return (
    <ModalOverlay className="veil" isOpen={isOpen} onOpenChange={onClose} isDismissable>
      <Modal>
        <Ask board={board} onClose={onClose} />
      </Modal>
    </ModalOverlay>
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
  const send = () => {
    if (asking.isPending) return
    asking.mutate({
      alpha: alpha === board.alpha ? null : alpha,
      hold_back_minutes: holdBack === board.hold_back_ms / MINUTE ? null : holdBack,
      queues: board.queues
        .filter(({ queue, sla_ms }) => times[queue] !== undefined && times[queue] !== sla_ms / MINUTE)
        .map(({ queue }) => ({ queue, minutes: times[queue] ?? 0 })),
      reason,
    })
  }
  return (
    <Dialog className="dialog change-policy">
      <Heading slot="title" level={2}>
        {t('change-title')}
      </Heading>
      <p>{t('change-text')}</p>
      <Form
        className="reason"
        onSubmit={event => {
          event.preventDefault()
          send()
        }}
      >
        <div className="numbers">
          <NumberField
            className="field"
            value={alpha}
            onChange={setAlpha}
            minValue={0.001}
            maxValue={0.5}
            step={0.001}
            formatOptions={{ style: 'percent', maximumFractionDigits: 1 }}
          >
            <Label>{t('change-alpha')}</Label>
            <Input />
          </NumberField>
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
        <TextField className="field" value={reason} onChange={setReason} isRequired autoComplete="off">
          <Label>{t('change-reason')}</Label>
          <Input />
        </TextField>
        {asking.isError && <FailureNotice failure={asking.error} />}
        <div className="actions">
          <Button className="button" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" className="button primary">
            {t('change-ask')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}

function Minutes({ label, value, onChange }: { label: string; value: number; onChange: (minutes: number) => void }) {
  return (
    <NumberField
      className="field"
      value={value}
      onChange={onChange}
      minValue={1}
      maxValue={43_200}
      step={1}
      formatOptions={{ style: 'unit', unit: 'minute', unitDisplay: 'short' }}
    >
      <Label>{label}</Label>
      <Input />
    </NumberField>
  )
}
