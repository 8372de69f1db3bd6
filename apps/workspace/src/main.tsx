import './styles/tokens.css'
import './styles/base.css'
import './styles/ui.css'
import './styles/layers.css'

import { connector, HTTP_KEY } from '@alongside/channel'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { createServices } from './state/services.ts'

const root = document.getElementById('root')
if (root) {
  const connect = await connector(
    () => import('@alongside/channel/http'),
    sessionStorage.getItem(HTTP_KEY),
  )
  createRoot(root).render(
    <StrictMode>
      <App services={createServices(location.origin, connect)} />
    </StrictMode>,
  )
}
