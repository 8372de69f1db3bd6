import type { LegacySite } from './site.ts'

/** A bakery on the Rhine, in French and German. */
export const bakery: LegacySite = {
  folder: 'bakery',
  encoding: 'windows-1252',
  declared: 'header',
  otherEncoding: 'ISO-8859-2',
  lang: 'fr',
  look: {
    paper: '#fbf5ea',
    ink: '#33261d',
    accent: '#a4552a',
    family: 'Georgia,"Times New Roman",serif',
  },
  title: 'Pâtisserie Müller et Sœurs',
  tagline: '« Le goût du Rhin » – seit 1887 für Süßes und Gebäck',
  intro:
    'À Strasbourg, près de l’église Saint-Étienne : brioches, kougelhopfs et Linzertörtchen, chaque matin dès 6 h – dès 3 €.',
  beyond: 'Grüße aus Łódź & Plzeň: ještě čerstvé ☀ 日本語でもどうぞ',
  goods: [
    {
      name: 'Éclair au café',
      text: 'Pâte à choux, crème légère, glaçage brûlé à point.',
      price: '4,20 €',
    },
    {
      name: 'Käsekuchen',
      text: 'Mit Quark aus dem Münstertal – für größere Gäste auch als ganzer Kuchen.',
      price: '5,80 €',
    },
    {
      name: 'Kougelhopf à l’œuf',
      text: 'Amandes, raisins secs et kirsch, dans son moule en grès.',
      price: '18,50 €',
    },
  ],
  names: { card: 'gâteau', price: 'prix-à-payer', note: 'größe' },
  written: {
    badge: 'fraîs',
    tax: ' la pièce · TVA incluse',
    mark: '* Žádané Ő ű ł *',
    bullet: '»',
    end: '— à bientôt, auf Wiedersehen! —',
  },
  files: {
    sheet: 'modèle',
    utf8: 'größen',
    imported: 'détails',
    other: 'příloha',
    picture: 'vitrine-été',
    pattern: 'motif-léger',
    seal: 'sceau-doré',
  },
  asks: { picture: 'gâteau', pattern: 'façon' },
  patterns: ['blé', 'Würfel', 'růže', 'étoilé'],
  words: {
    places: ['Forêt-Noire', 'Genève', 'Köln'],
    search: 'Où nous trouver',
    where: 'Région',
    find: 'Chercher',
    book: 'Réservation',
    name: 'Prénom et nom',
    which: 'Gâteau',
    wish: 'Souhaits – Wünsche',
    send: 'Réserver',
    found: 'Résultats',
    received: 'Réservation reçue – merci beaucoup !',
    back: 'Retour à l’entrée',
  },
}
