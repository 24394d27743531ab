/** What stands around every screen: the status strip, the rail, the palette, and the sheet of keys. */
import { useState } from 'react'
import type { PersonView } from '../bindings/PersonView'
import { Offers } from '../features/sources/Offers'
import { useShortcuts } from '../keys/useShortcuts'
import { KeySheet } from './KeySheet'
import { useNotices } from './notices'
import { Palette } from './Palette'
import { Rail } from './Rail'
import { Screens, usePlaces, useScreenKeys } from './Screens'
import { StatusStrip } from './StatusStrip'
import { Tray } from './Tray'
import { useSignOutWhenLeft } from './useSignOut'
import './frame.css'

export function Frame({ person }: { person: PersonView }) {
  useSignOutWhenLeft()
  useNotices()
  const places = usePlaces()
  useScreenKeys(places)
  const [keysShown, setKeysShown] = useState(false)
  const [paletteShown, setPaletteShown] = useState(false)
  useShortcuts({
    help: () => setKeysShown(true),
    palette: () => setPaletteShown(true),
    back: () => window.history.back(),
  })
  return (
    <div className="frame">
      <div className="places">
        <StatusStrip person={person} onKeys={() => setKeysShown(true)} onPalette={() => setPaletteShown(true)} />
        <Rail places={places} />
        <Screens places={places} />
      </div>
      <Tray />
      <Offers />
      <KeySheet places={places} isOpen={keysShown} onOpenChange={setKeysShown} />
      <Palette places={places} isOpen={paletteShown} onOpenChange={setPaletteShown} />
    </div>
  )
}
