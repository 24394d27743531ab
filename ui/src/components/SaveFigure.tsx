/** A figure as a file in the workspace's folder of exports: as a drawing or as its table. */
import { useMutation } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import type { FigureFormat } from '../bindings/FigureFormat'
import type { SavedView } from '../bindings/SavedView'
import { useText } from '../locale'
import { FailureNotice } from './FailureNotice'
import './save.css'

const FORMATS: FigureFormat[] = ['svg', 'csv']

interface Props {
  /** What the figure is called. */
  title: string
  onSave: (format: FigureFormat) => Promise<SavedView>
}

export function SaveFigure({ title, onSave }: Props) {
  const t = useText()
  const saving = useMutation({ mutationFn: onSave })
  return (
    <div className="save">
      {FORMATS.map(format => (
        <Button
          key={format}
          className="button"
          aria-label={t(`save-${format}-of`, { figure: title })}
          isDisabled={saving.isPending}
          onPress={() => saving.mutate(format)}
        >
          {t(`save-${format}`)}
        </Button>
      ))}
      <p className="saved" role="status">
        {saving.data && t('saved', { file: saving.data.file })}
      </p>
      {saving.error && <FailureNotice failure={saving.error} />}
    </div>
  )
}
