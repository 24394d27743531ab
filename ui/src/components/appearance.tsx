/**
 * How the console looks to this reader: theme, density, size of everything. Kept while the window is open; the webview is
 * private and stores nothing.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

export type Theme = 'system' | 'light' | 'dark'
export type Density = 'work' | 'comfort'

const SIZES = [0.875, 1, 1.125, 1.25, 1.5, 1.75, 2] as const
const USUAL = SIZES.indexOf(1)

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

export function AppearanceProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState<Theme>('system')
  const [density, setDensity] = useState<Density>('work')
  const [size, setSize] = useState<number>(USUAL)
  const scale = SIZES[size] ?? 1
  useEffect(() => {
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
