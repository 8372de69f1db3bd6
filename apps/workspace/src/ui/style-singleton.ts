import { useEffect } from 'react'

/**
 * Stands in for the package of the same name (see vite.config.ts): its style elements become constructed style
 * sheets, which need no exception in the content security policy.
 */
type Sheet = { add(styles: string): void; remove(): void }

export function stylesheetSingleton(): Sheet {
  let users = 0
  let sheet: CSSStyleSheet | null = null
  return {
    add(styles) {
      users += 1
      if (sheet) return
      sheet = new CSSStyleSheet()
      sheet.replaceSync(styles)
      document.adoptedStyleSheets.push(sheet)
    },
    remove() {
      users -= 1
      if (users > 0) return
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
      sheet = null
    },
  }
}

export function styleHookSingleton(): (styles: string, dynamic?: boolean) => void {
  const sheet = stylesheetSingleton()
  return (styles, dynamic) => {
    // The original's rule: only a dynamic user makes the sheet follow its text.
    const text = dynamic ? styles : ''
    // biome-ignore lint/correctness/useExhaustiveDependencies: a static sheet is written once, whatever comes later.
    useEffect(() => {
      sheet.add(styles)
      return () => sheet.remove()
    }, [text])
  }
}

export function styleSingleton(): (props: { styles: string; dynamic?: boolean }) => null {
  const useStyle = styleHookSingleton()
  return ({ styles, dynamic }) => {
    useStyle(styles, dynamic)
    return null
  }
}
