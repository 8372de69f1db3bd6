/** The queue takes commands before the loader is there; the loader finds its server by its own address. */
export function snippetFor(origin: string, deploymentId: string): string {
  return [
    '<script>window.Alongside=window.Alongside||function(){(Alongside.q=Alongside.q||[]).push(arguments)}</script>',
    `<script async src="${origin}/messenger/loader.js" data-deployment-id="${deploymentId}"></script>`,
  ].join('\n')
}
