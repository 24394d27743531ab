/**
 * How the console looks to this reader: theme, density, size of everything.
 */
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState } from 'react'
import type { AppearanceRequest } from '../bindings/AppearanceRequest'
import type { Density } from '../bindings/Density'
import type { Theme } from '../bindings/Theme'

export type { Density, Theme }

const SIZES = [0.875, 1, 1.125, 1.25, 1.5, 1.75, 2] as const
const USUAL = SIZES.indexOf(1)

/** The step of a kept size; one that is no step is the usual. */
function sizeOf(scale = 1): number {
  const found = (SIZES as readonly number[]).indexOf(scale)
  return found < 0 ? USUAL : found
}

interface Appearance {
  theme: Theme
  density: Density
  /** What one CSS pixel of the design has become; 1 is the usual size. */
  scale: number
  setTheme: (theme: Theme) => void
  setDensity: (density: Density) => void
  /** One step larger or smaller; 0 is the usual size. */
  resize: (step: 1 | -1 | 0) => void
}

const AppearanceContext = createContext<Appearance | null>(null)

interface Props {
  /** As it was left. */
  kept?: AppearanceRequest
  children: ReactNode
}

export function AppearanceProvider({ kept, children }: Props) {
  const [theme, setTheme] = useState<Theme>(kept?.theme ?? 'system')
  const [density, setDensity] = useState<Density>(kept?.density ?? 'work')
  const [size, setSize] = useState<number>(() => sizeOf(kept?.scale))
  const scale = SIZES[size] ?? 1
  useLayoutEffect(() => {
    const { dataset, style } = document.documentElement
    if (theme === 'system') delete dataset.theme
    else dataset.theme = theme
    dataset.density = density
    style.fontSize = `${scale * 100}%`
  }, [theme, density, scale])
  const value = useMemo<Appearance>(() => {
    const resize = (step: 1 | -1 | 0) =>
      setSize(now => (step === 0 ? USUAL : Math.min(SIZES.length - 1, Math.max(0, now + step))))
    return { theme, density, scale, setTheme, setDensity, resize }
  }, [theme, density, scale])
  return <AppearanceContext value={value}>{children}</AppearanceContext>
}

export function useAppearance(): Appearance {
  const value = useContext(AppearanceContext)
  if (!value) throw new Error('useAppearance is used outside of its provider')
  return value
}
