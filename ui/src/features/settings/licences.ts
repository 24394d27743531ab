/** Every library in the program with its licence; `cargo xtask licences` rewrites the list. */
import generated from './licences.json'

export const licences: readonly { name: string; version: string; licence: string }[] = generated
