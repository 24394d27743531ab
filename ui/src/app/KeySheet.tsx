/**
 * The keys of the console with what they do, from the registry: those of the current screen, or of every screen where the
 * current one has none of its own.
 */
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Keys, Written } from '../components/Keys'
import { type Scope, shortcutsOf, shortcutTextId } from '../keys/shortcuts'
import { useText } from '../locale'
import { screenKeys, screenTextId } from './registry'
import type { Places } from './Screens'

interface Props {
  places: Places
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

export function KeySheet({ places, isOpen, onOpenChange }: Props) {
  const t = useText()
  const own = places.current?.scope
  const scopes = own ? [own] : places.open.flatMap(({ scope }) => scope ?? [])
  return (
    <ModalOverlay className="veil" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal>
        <Dialog className="dialog key-sheet">
          <header>
            <Heading slot="title" level={2}>
              {t('keys-title')}
            </Heading>
            <Button className="button" slot="close" autoFocus>
              {t('close')}
            </Button>
          </header>
          <div className="columns">
            {scopes.map(scope => (
              <Section key={scope} scope={scope} />
            ))}
            <Section scope="lists" />
            <section>
              <h3>{t('keys-go')}</h3>
              <dl>
                {places.open.map(screen => (
                  <div key={screen.id}>
                    <dt>
                      <Written keys={screenKeys(screen).shown} />
                    </dt>
                    <dd>{t(screenTextId(screen.id))}</dd>
                  </div>
                ))}
              </dl>
            </section>
            <Section scope="everywhere" />
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
