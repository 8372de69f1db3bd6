/// <reference types="vite/client" />

/**
 * What a field takes, as its label in the set says: `no` is nothing sensitive, `any` is not scored (what is printed on the front of a
 * card, say), the rest is of the floor or personal.
 */
export type Kind = (typeof FLOOR)[number] | (typeof PERSONAL)[number] | 'email' | 'no' | 'any'
export const FLOOR = ['password', 'card', 'code', 'expiry', 'otp'] as const
export const PERSONAL = ['birth', 'id', 'iban', 'phone'] as const

export type LabelledField = {
  readonly form: string
  readonly language: string
  readonly kind: Kind
  readonly element: Element
}

const FILES: Record<'tuning' | 'scoring', Record<string, string>> = {
  tuning: import.meta.glob('./forms/tuning/*.html', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
  scoring: import.meta.glob('./forms/scoring/*.html', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
}

/**
 * The fields of one half of the set, each form in a page of its own, without their labels. The rules were made with the one
 * half and are scored on the other.
 */
export function openForms(half: 'tuning' | 'scoring'): LabelledField[] {
  return Object.entries(FILES[half]).flatMap(([file, markup]) => {
    const forms = new DOMParser().parseFromString(markup, 'text/html').querySelectorAll('main')
    return [...forms].flatMap((form) => {
      const language = form.lang || (/([\w-]+)\.html$/.exec(file)?.[1] ?? '')
      return fieldsOf(form, `${language}: ${form.title}`, language)
    })
  })
}

function fieldsOf(form: Element, name: string, language: string): LabelledField[] {
  const page = document.implementation.createHTMLDocument()
  page.body.append(...page.importNode(form, true).childNodes)
  return [...page.querySelectorAll('[data-kind]')].map((element) => {
    const kind = element.getAttribute('data-kind') as Kind
    element.removeAttribute('data-kind')
    return { form: name, language, kind, element }
  })
}
