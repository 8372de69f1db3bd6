import { html, type Markup } from '../markup.ts'
import type { Snippet } from '../snippet.ts'
import { toolPage } from './tool-page.ts'

/** Swagger UI as it is published, on a document of our own origin or the one in `?url=`. */
export function swaggerPage(snippet: Snippet | null, url: string): Markup {
  return toolPage(snippet, {
    title: 'API',
    bodyClass: 'swagger-page',
    head: html`<link rel="stylesheet" href="/vendor/swagger/swagger-ui.css">
<script defer src="/vendor/swagger/swagger-ui-bundle.js"></script>
<script defer src="/assets/swagger.js"></script>`,
    main: html`<main id="swagger" data-url="${url}"></main>`,
  })
}
