import * as preview from '@alongside/sharer/preview'

type Module = import('@alongside/sharer').PreviewModule

/**
 * A bundle of its own, to which the co-browse chunk has no names in common but these: what reads ops must not come with what
 * writes them.
 */
export const openPreview: Module['openPreview'] = ({
  root,
  bar,
  agentName,
  words: { language, direction },
  capture,
  subpage,
  marked,
  mark,
  closed,
}) => {
  const words = { language, direction }
  const { take, hold, close } = preview.openPreview({
    ...{ root, bar, agentName, words, capture, subpage, marked, mark, closed },
  })
  return { take, hold, close }
}
