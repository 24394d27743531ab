/** J and K move the selection without the focus; the list follows as far as it must and no further. */
import { type RefObject, useEffect } from 'react'

export function useKeepInView(box: RefObject<HTMLElement | null>, at: number, rowHeight: number): void {
  useEffect(() => {
    const list = box.current
    if (!list || at < 0) return
    const top = at * rowHeight
    const bottom = top + rowHeight
    if (top < list.scrollTop) list.scrollTop = top
    else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight
  }, [box, at, rowHeight])
}
