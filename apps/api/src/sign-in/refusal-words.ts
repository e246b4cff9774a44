import { REASONS, type Reason } from '@portero/auth';

interface Words {
  readonly title: string;
  readonly detail: string;
}

/** Reasons for which people see a page, in Spanish. */
const SPANISH: Partial<Readonly<Record<Reason, Words>>> = {
  sign_in_required: {
    title: 'Hay que iniciar sesión',
    detail: 'Solo pueden hacerlo los operadores: inicie sesión, o vuelva a iniciarla si ha terminado.',
  },
  sign_in_not_configured: {
    title: 'Sin inicio de sesión configurado',
    detail:
      'Desde otra máquina o a través de un proxy solo se entra iniciando sesión, y aquí no está configurado. ' +
      'Defina OIDC_SIGN_IN_CLIENT_ID_<provider> y OPERATORS.',
  },
  sign_in_failed: {
    title: 'No se ha podido iniciar sesión',
    detail:
      'El inicio de sesión no ha llegado a su fin. Vuelva a empezar; el registro del servicio dice qué ha fallado.',
  },
  sign_in_unknown: {
    title: 'Inicio de sesión desconocido',
    detail: 'Aquí no se puede iniciar sesión con un proveedor de ese nombre.',
  },
  operator_not_allowed: {
    title: 'Sin acceso de operador',
    detail:
      'Ha iniciado sesión en el proveedor, pero aquí no figura como operador. Pida acceso a quien administra el servicio.',
  },
  rate_limited: {
    title: 'Demasiadas peticiones',
    detail: 'Han llegado demasiadas peticiones desde esta dirección. Inténtelo de nuevo más tarde.',
  },
  provider_unavailable: {
    title: 'Proveedor no disponible',
    detail: 'No se puede contactar con el proveedor, o está fallando. Inténtelo de nuevo más tarde.',
  },
};

/** What people can mend by themselves. */
const CAUSES: Partial<Readonly<Record<Reason, Readonly<Record<Language, string>>>>> = {
  sign_in_failed: {
    en:
      'The commonest causes: the browser keeps no cookies of this site, or the sign-in was begun in another browser, ' +
      'at another address of this service, or more than ten minutes ago.',
    es:
      'Las causas más comunes: el navegador bloquea las cookies de este sitio, o el inicio de sesión se empezó en otro ' +
      'navegador, en otra dirección de este servicio o hace más de diez minutos.',
  },
};

/** A link to where people can go on. */
export interface Way {
  readonly word: 'back' | 'again' | 'signIn';
  readonly to: string;
  readonly provider?: string;
}

export type Language = 'en' | 'es';

export const WAYS: Readonly<Record<Language, Readonly<Record<Way['word'], (provider: string) => string>>>> = {
  en: {
    back: () => "Back to the operator's page",
    again: () => 'Begin again',
    signIn: (provider) => `Sign in with ${provider}`,
  },
  es: {
    back: () => 'Volver a la página de operador',
    again: () => 'Volver a empezar',
    signIn: (provider) => `Iniciar sesión con ${provider}`,
  },
};

/** The first of ours that a browser names (RFC 9110 §12.5.4); browsers send them in order. */
export function languageOf(accepted = ''): Language {
  const tags = accepted.split(',').map((tag) => tag.trim().toLowerCase());
  return tags.find((tag) => /^(en|es)\b/.test(tag))?.startsWith('es') ? 'es' : 'en';
}

export function wordsFor(reason: Reason, language: Language): Words {
  return (language === 'es' && SPANISH[reason]) || REASONS[reason];
}

/** Empty for reasons that say enough. */
export function causesOf(reason: Reason, language: Language): string {
  return CAUSES[reason]?.[language] ?? '';
}
