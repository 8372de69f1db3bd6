/** Hosts that are an address. */
export const DENIED_HOSTS: readonly string[] = [
  // 127.0.0.1 and its neighbours, in every notation that inet_aton knew and the URL standard kept.
  ...['127.0.0.1', '127.1', '127.0.1', '127.0.0.1.', '127.0.0.2.1', '127.127.127.127', '127.0.0.0'],
  ...['2130706433', '017700000001', '0177.0.0.1', '0177.1', '0177.0.1', '0177.0000.0000.0001'],
  ...['0x7f000001', '0X7F000001', '0x7f.0.0.1', '0x7f.1', '0x7f.0x0.0x0.0x1', '0x7f.0.1'],
  ...['0x7f.0177.1', '0177.0x0.1', '127.0x1', '127.0.0.0x1', '0x0000007f000001', '127.255.255.254'],
  ...['0', '0.0.0.0', '0x0', '00', '0.0', '0.1.2.3', '%31%32%37.0.0.1', '127%2e0%2e0%2e1'],
  ...[
    '１２７.０.０.１',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '127．0．0．1',
    '127｡0｡0｡1',
    '０x7f.1',
    '127.0.0.１',
  ],
  ...['256.0.0.1', '4294967296', '0x100000000', '127.0.0.1.1', '127.0.0.0x', '1.2.3.08'],
  // Private, of carriers, link-local with the clouds' metadata, and the rest of the registry.
  ...[
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '192.168.255.255',
  ],
  ...[
    '167772161',
    '0xa000001',
    '012.0.0.1',
    '3232235521',
    '0xc0a80001',
    '0300.0250.0.1',
    '192.168.1',
  ],
  ...['169.254.169.254', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '169.254.43518'],
  ...['0xa9.0xfe.0xa9.0xfe', '025177524776', '169.254.170.2', '169.254.0.1', '100.100.100.200'],
  ...['100.64.0.1', '100.127.255.255', '192.0.0.192', '192.0.2.1', '192.88.99.1', '198.18.0.1'],
  ...['198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1'],
  ...['255.255.255.255', '4294967295', '168.63.129.16'],
  // IPv6: this host, forms with an IPv4 address in them, and what is not for everybody.
  ...[
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[0000:0000:0000:0000:0000:0000:0000:0001]',
    '[0::0:1]',
  ],
  ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[::FFFF:127.0.0.1]'],
  ...['[::ffff:10.0.0.1]', '[::ffff:169.254.169.254]', '[::ffff:a9fe:a9fe]', '[::ffff:0.0.0.0]'],
  ...[
    '[::ffff:8.8.8.8]',
    '[::127.0.0.1]',
    '[::7f00:1]',
    '[::ffff:0:127.0.0.1]',
    '[::ffff:0:7f00:1]',
  ],
  ...[
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b:1::127.0.0.1]',
  ],
  ...['[2002:7f00:1::]', '[2002:7f00:1::1]', '[2002:a9fe:a9fe::1]', '[2002:c0a8:1::1]'],
  ...['[2001:0:7f00:1::]', '[2001:0:4136:e378:8000:63bf:80ff:fffe]', '[2001::1]', '[2001:2::1]'],
  ...['[2001:10::1]', '[2001:20::1]', '[2001:db8::1]', '[3fff::1]', '[100::1]', '[5f00::1]'],
  ...['[2606:4700::5efe:7f00:1]', '[2606:4700::200:5efe:10.0.0.1]', '[2606:4700:0:0:0:5efe:a00:1]'],
  ...[
    '[fe80::1]',
    '[fe80::1%25lo]',
    '[fe80::1%lo]',
    '[febf::1]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd00::1]',
  ],
  ...[
    '[fd00:ec2::254]',
    '[fd20:ce::254]',
    '[ff02::1]',
    '[ff0e::1]',
    '[4000::1]',
    '[e000::1]',
    '[1::1]',
  ],
  ...['[::1', '::1', '[127.0.0.1]', '[::1]]', '[:::1]'],
]

/** Names that mean this network, and names without a dot, wherever they lead. */
export const LOCAL_NAMES: readonly string[] = [
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
    'ｌｏｃａｌｈｏｓｔ',
    'loc\u00adalhost',
  ],
  ...[
    'metadata',
    'metadata.google.internal',
    'METADATA.GOOGLE.INTERNAL.',
    'instance-data',
    'intranet',
  ],
  ...['printer.local', 'router.lan', 'nas.home.arpa', 'wiki.intranet', 'hidden.onion', 'a.test'],
  ...['kubernetes', 'host.docker.internal', 'gateway.docker.internal', 'a.invalid', 'a.internal'],
]

/** Public names, and what a name server says of them. */
export const DENIED_ANSWERS: readonly (readonly string[])[] = [
  ...[
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.9.9',
    '169.254.169.254',
  ],
  ...[
    '100.100.100.200',
    '168.63.129.16',
    '198.18.5.5',
    '203.0.113.5',
    '224.0.0.251',
    '255.255.255.255',
  ],
  ...[
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:1::1',
  ],
  ...['fe80::1', 'fe80::1%lo', 'fd00:ec2::254', 'fec0::1', 'ff02::1', '2001:db8::5', '::127.0.0.1'],
  // Nothing that a name server says, but a resolver may.
  ...['localhost', '0177.0.0.1', '127.1', '2130706433', '[::1]', ' 127.0.0.1', ''],
].map((answer) => [answer])

/** Beside an address that may be asked. */
export const MIXED_ANSWERS: readonly string[] = ['127.0.0.1', '10.0.0.1', '::1', '169.254.169.254']

/** Whole addresses. `{site}` is the host that may be asked, `{port}` that of the sink, which nobody may reach. */
export const DENIED_ADDRESSES: readonly string[] = [
  ...[
    'http://{site}/png',
    'HTTP://{site}/png',
    'ftp://{site}/',
    'gopher://127.0.0.1:{port}/_GET%20/',
  ],
  ...['file:///etc/passwd', 'file://127.0.0.1/etc/passwd', 'dict://127.0.0.1:{port}/stat'],
  ...['ldap://127.0.0.1:{port}/', 'tftp://127.0.0.1:{port}/a', 'sftp://127.0.0.1:{port}/a'],
  ...['data:image/png;base64,iVBORw0KGgo=', 'javascript:alert(1)', 'blob:https://{site}/1'],
  ...[
    'about:blank',
    'ws://{site}/',
    'wss://{site}/',
    'jar:https://{site}/!/',
    'netdoc:///etc/passwd',
  ],
  ...[
    'view-source:https://{site}/',
    'smb://127.0.0.1/a',
    'unix:/run/docker.sock',
    'php://filter/a',
  ],
  ...[
    '',
    '/',
    '//127.0.0.1:{port}/',
    '127.0.0.1:{port}',
    '{site}/png',
    'https://',
    'https://:443/',
  ],
  ...['https:127.0.0.1:{port}/', 'https:///127.0.0.1:{port}/', 'https:\\\\127.0.0.1:{port}\\'],
  ...['  https://127.0.0.1:{port}/', 'ht\ntps://127.0.0.1:{port}/', 'https://127.0.\t0.1:{port}/'],
  ...['https://user@{site}/png', 'https://user:secret@{site}/png', 'https://:secret@{site}/png'],
  ...['https://{site}@127.0.0.1:{port}/', 'https://site.example@127.0.0.1:{port}/'],
  ...[
    'https://a@{site}@127.0.0.1:{port}/',
    'https://127.0.0.1:{port}\\@{site}/',
    'https://@127.1:{port}/',
  ],
  ...[
    'https://127.0.0.1:{port}#@{site}/',
    'https://127.0.0.1:{port}?@{site}/',
    'https://%00@{site}/',
  ],
  ...[22, 25, 80, 8080, 8443, 6379, 0, 65_536].map((port) => `https://site.example:${port}/png`),
  ...[
    'https://site.example.:{port}/',
    'https://site.example%00:{port}/',
    'https://site.example%2f:{port}/',
  ],
  ...['https://site..example:{port}/', 'https://site example:{port}/', 'https://{site}:{port}/'],
  `https://{site}/${'a'.repeat(5_000)}`,
]

/** Where the site sends whom it was asked by. */
export const DENIED_REDIRECTS: readonly string[] = [
  ...['https://127.0.0.1:{port}/', 'https://2130706433:{port}/', 'https://0x7f.1:{port}/'],
  ...['https://[::1]:{port}/', 'https://[::ffff:7f00:1]:{port}/', 'https://localhost:{port}/'],
  ...[
    '//127.0.0.1:{port}/',
    'http://127.0.0.1:{port}/',
    'http://{site}/png',
    '\\\\127.0.0.1:{port}/',
  ],
  ...['https://169.254.169.254/latest/meta-data/', 'http://169.254.169.254/latest/meta-data/'],
  ...['https://metadata.google.internal/', 'https://10.0.0.1/', 'https://[fd00:ec2::254]/'],
  ...[
    'https://inside.example:{port}/',
    'https://user:secret@{site}/png',
    'https://site.example:22/',
  ],
  ...['file:///etc/passwd', 'gopher://127.0.0.1:{port}/_', 'data:image/png;base64,iVBORw0KGgo='],
]
