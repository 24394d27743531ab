/** The frame of the screens before the console: which program, which workspace, one thing to do. */
import type { ReactNode } from 'react'
import type { WorkspaceView } from '../../bindings/WorkspaceView'
import { Mark } from '../../components/Mark'
import { useText } from '../../locale'

interface Props {
  workspace: WorkspaceView | null
  children: ReactNode
}

export function Entrance({ workspace, children }: Props) {
  const t = useText()
  return (
    <div className="entrance">
      <main>
        <header className="mark">
          <Mark />
          <div>
            <h1>{t('product')}</h1>
            {workspace && (
              <p title={workspace.folder}>
                {workspace.name === ''
                  ? workspace.folder
                  : t('entrance-workspace', { name: workspace.name, folder: workspace.folder })}
              </p>
            )}
          </div>
        </header>
        {children}
        <footer>{t('entrance-local')}</footer>
      </main>
    </div>
  )
}
