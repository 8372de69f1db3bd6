import { fileURLToPath } from 'node:url'
import { defineConfig, type UserConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const config: UserConfig = defineConfig({
  root: at('.'),
  base: '/workspace/',
  resolve: {
    conditions: ['@alongside/source', 'module', 'browser', 'development|production'],
    alias: {
      // Radix locks scrolling through this package, which writes <style> elements; the policy of the server allows none.
      'react-style-singleton': at('./src/ui/style-singleton.ts'),
    },
  },
  build: {
    target: 'es2023',
    outDir: at('./dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      onLog(level, log, report) {
        // 'use client' tells servers that render React; there is none here.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log)
      },
    },
  },
})

export default config
