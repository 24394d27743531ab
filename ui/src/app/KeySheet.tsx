/** Every key of the console with what it does, from the registry. */
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Keys } from '../components/Keys'
import { type Scope, shortcutsOf, shortcutTextId } from '../keys/shortcuts'
import { useText } from '../locale'

interface Props {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

const SCOPES: Scope[] = ['review', 'everywhere']

export function KeySheet({ isOpen, onOpenChange }: Props) {
  const t = useText()
  return (
    <ModalOverlay className="veil" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal>
        <Dialog className="dialog key-sheet">
          <Heading slot="title" level={2}>
            {t('keys-title')}
          </Heading>
          {SCOPES.map(scope => (
            <Section key={scope} scope={scope} />
          ))}
          <div className="actions">
            <Button className="button" slot="close" autoFocus>
              {t('close')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Section({ scope }: { scope: Scope }) {
  const t = useText()
  return (
    <section>
      <h3>{t(`keys-${scope}`)}</h3>
      <dl>
        {shortcutsOf(scope).map(id => (
          <div key={id}>
            <dt>
              <Keys of={id} />
            </dt>
            <dd>{t(shortcutTextId(id))}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
