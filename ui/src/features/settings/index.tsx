/** Settings: people and roles, how the console looks, when a source is stale, the workspace's health, and about. */
import { useText } from '../../locale'
import { About } from './About'
import { Governed } from './Governed'
import { Looks } from './Looks'
import { People } from './People'
import { Workspace } from './Workspace'
import './settings.css'

export function Settings() {
  const t = useText()
  return (
    <div className="page settings">
      <header className="page-head">
        <h1>{t('screen-settings')}</h1>
      </header>
      <People />
      <Looks />
      <Governed />
      <Workspace />
      <About />
    </div>
  )
}
