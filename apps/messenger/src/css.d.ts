/** Style sheets arrive as minified text (build.mjs), for constructed sheets: no inline style, no extra request. */
declare module '*.css' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: what a text loader gives
  export default text
}
