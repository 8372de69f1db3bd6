import type { ComponentChildren, JSX } from 'preact'

/** Line icons of one hand: a grid of 24, strokes of 1.75, round ends. Always beside text or a label. */
function Icon({
  children,
  size = 20,
}: {
  children: ComponentChildren
  size?: number
}): JSX.Element {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

export const ChatIcon = (): JSX.Element => (
  <Icon size={26}>
    <path d="M12 4c-4.7 0-8.5 3.2-8.5 7.3 0 2.2 1.1 4.1 2.9 5.5-.1 1.1-.6 2.2-1.5 3.2 1.9-.1 3.5-.7 4.7-1.6.8.1 1.6.2 2.4.2 4.7 0 8.5-3.2 8.5-7.3S16.7 4 12 4Z" />
    <path d="M8.5 11.300h.01M12 11.300h.01M15.5 11.300h.01" stroke-width="2.2" />
  </Icon>
)
export const PhoneIcon = (): JSX.Element => (
  <Icon>
    <path d="M6.500 3.500h3l1.500 4-2 1.600a11.500 11.500 0 0 0 5.900 5.900l1.600-2 4 1.500v3a2 2 0 0 1-2.200 2A16.500 16.500 0 0 1 4.500 5.700a2 2 0 0 1 2-2.200Z" />
  </Icon>
)
export const DownIcon = ({ size = 24 }: { size?: number }): JSX.Element => (
  <Icon size={size}>
    <path d="m6 9.5 6 6 6-6" />
  </Icon>
)
export const CloseIcon = ({ size = 20 }: { size?: number }): JSX.Element => (
  <Icon size={size}>
    <path d="m6.5 6.5 11 11m0-11-11 11" />
  </Icon>
)
/** Points to the start of the line; mirrored by the sheet in right-to-left. */
export const BackIcon = (): JSX.Element => (
  <Icon>
    <path d="m14.5 5.5-6.5 6.5 6.5 6.5" class="mirror" />
  </Icon>
)
export const NextIcon = (): JSX.Element => (
  <Icon>
    <path d="M5 12h13.500m-5.5-5.5 5.5 5.5-5.5 5.5" class="mirror" />
  </Icon>
)
export const SendIcon = (): JSX.Element => (
  <Icon>
    <path d="M12 19V5.500m-6 6 6-6 6 6" stroke-width="2" />
  </Icon>
)
export const OptionsIcon = (): JSX.Element => (
  <Icon>
    <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="2.5" />
  </Icon>
)
export const ScreenIcon = (): JSX.Element => (
  <Icon>
    <rect x="3" y="4.5" width="18" height="15" rx="2.5" />
    <path d="M3 9h18M6.2 6.800h.01M8.7 6.800h.01" />
  </Icon>
)
export const HiddenIcon = (): JSX.Element => (
  <Icon>
    <rect x="5" y="10.5" width="14" height="9.5" rx="2.5" />
    <path d="M8 10.500V8a4 4 0 0 1 8 0v2.5" />
  </Icon>
)
export const PointerIcon = (): JSX.Element => (
  <Icon>
    <path d="m5.5 4.5 5.8 14.5 2.2-6 6-2.200Z" />
  </Icon>
)
export const AlertIcon = (): JSX.Element => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 8v4.500m0 3.200h.01" />
  </Icon>
)
export const OfflineIcon = (): JSX.Element => (
  <Icon size={16}>
    <path d="M4 9.500A12 12 0 0 1 12 6.500M20 9.500a12 12 0 0 0-3.5-2.100M7.5 13.300a7 7 0 0 1 4-1.700M12 17.500h.01M4.5 4.500l15 15" />
  </Icon>
)
