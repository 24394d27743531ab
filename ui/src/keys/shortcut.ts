/** A key and how it is written. */
export interface Shortcut {
  /** As `tinykeys` reads them; two after each other, as in `g d`, are pressed one after the other. */
  keys: readonly string[]
  /** As a person reads them. */
  shown: readonly string[]
}

export type Shortcuts = Readonly<Record<string, Shortcut>>
