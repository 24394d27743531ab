/**
 * Every string of the page, from the Fluent files that the engine's reports read too.
 *
 * `@fluent/bundle` alone: its React companion parses markup with `innerHTML`, which the page's policy refuses, and no
 * string of ours holds markup.
 */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components'

export type Args = Record<string, FluentVariable>
export type Translate = (id: string, args?: Args) => string

/** One file an area, the same names in each language. What a language lacks stands there in English. */
const files = import.meta.glob<string>('../../locales/*/*.ftl', { query: '?raw', import: 'default', eager: true })

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** The files of a language, in the order of their names. */
export function sourcesOf(language: Language): Record<string, string> {
  const own = Object.entries(files).filter(([path]) => path.includes(`/${language}/`))
  return Object.fromEntries(own.map(([path, source]) => [path.slice(path.lastIndexOf('/') + 1), source]))
}

export interface Localization {
  language: Language
  /** For `Intl`: the reader's region where it has the page's language. */
  locale: string
  t: Translate
  has: (id: string) => boolean
}

const LocaleContext = createContext<Localization>(localization(['en']))

/** The first of the reader's languages that the console speaks, else English. */
export function chooseLocale(wanted: readonly string[]): { language: Language; locale: string } {
  for (const locale of wanted) {
    const language = languages.find(each => each === locale.split('-')[0])
    if (language) return { language, locale }
  }
  return { language: 'en', locale: 'en' }
}

/** Strings in the reader's language, and in English where a string is not there yet. */
export function localization(wanted: readonly string[]): Localization {
  const { language, locale } = chooseLocale(wanted)
  const bundles = [...new Set<Language>([language, 'en'])].map(each => bundle(each, each === language ? locale : each))
  const find = (id: string) => bundles.find(each => each.hasMessage(id))
  const t: Translate = (id, args) => {
    const found = find(id)
    const pattern = found?.getMessage(id)?.value
    return found && pattern ? found.formatPattern(pattern, args, []) : id
  }
  return { language, locale, t, has: id => find(id) !== undefined }
}

function bundle(language: Language, locale: string): FluentBundle {
  // Both languages run from left to right, and isolation marks would stand in the way of whoever copies a text.
  const made = new FluentBundle(locale, { useIsolating: false })
  for (const source of Object.values(sourcesOf(language))) {
    const [error] = made.addResource(new FluentResource(source))
    if (error) throw error
  }
  return made
}

/** The language that somebody chose over the desktop's, and how to choose; null: the desktop's. */
const LanguageContext = createContext<[Language | null, (language: Language | null) => void]>([null, () => undefined])

export const useLanguage = () => useContext(LanguageContext)

interface LocaleProviderProps {
  /** The desktop's languages. */
  wanted: readonly string[]
  /** What the reader chose over them at an earlier start. */
  kept?: Language | null
  children: ReactNode
}

export function LocaleProvider({ wanted, kept = null, children }: LocaleProviderProps) {
  const [chosen, choose] = useState<Language | null>(kept)
  const value = useMemo(() => {
    // The reader's region stays where it has the chosen language.
    const regional = wanted.filter(locale => chosen === null || locale.split('-')[0] === chosen)
    return localization(chosen === null ? wanted : [...regional, chosen])
  }, [wanted, chosen])
  const language = useMemo<[Language | null, typeof choose]>(() => [chosen, choose], [chosen])
  useEffect(() => {
    document.documentElement.lang = value.language
  }, [value.language])
  return (
    <LocaleContext value={value}>
      <I18nProvider locale={value.locale}>
        <LanguageContext value={language}>{children}</LanguageContext>
      </I18nProvider>
    </LocaleContext>
  )
}

export const useLocalization = (): Localization => useContext(LocaleContext)

/** The function that turns an id of the Fluent files into text. */
export const useText = (): Translate => useContext(LocaleContext).t
