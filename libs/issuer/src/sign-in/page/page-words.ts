import type { Language } from './language.js';

export interface PageWords {
  readonly signIn: string;
  readonly forClient: string;
  readonly development: string;
  readonly username: string;
  readonly password: string;
  readonly submit: string;
  readonly wrong: string;
  readonly people: string;
  readonly refused: string;
  readonly refusedHelp: string;
}

export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = {
  en: {
    signIn: 'Sign in',
    forClient: 'to continue to',
    development: 'This is an issuer for development. Do not use a real password here.',
    username: 'Username',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'The username or the password is wrong.',
    people: 'People who can sign in here:',
    refused: 'You cannot sign in here',
    refusedHelp: 'The application sent a request that this issuer does not accept. Go back to it and start again.',
  },
  es: {
    signIn: 'Iniciar sesión',
    forClient: 'para continuar en',
    development: 'Este es un emisor para desarrollo. No use aquí una contraseña real.',
    username: 'Usuario',
    password: 'Contraseña',
    submit: 'Iniciar sesión',
    wrong: 'El usuario o la contraseña no son correctos.',
    people: 'Personas que pueden iniciar sesión aquí:',
    refused: 'No puede iniciar sesión aquí',
    refusedHelp: 'La aplicación envió una petición que este emisor no acepta. Vuelva a ella y empiece de nuevo.',
  },
};
