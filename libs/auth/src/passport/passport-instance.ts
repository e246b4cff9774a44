import passport from 'passport';

export type PassportInstance = InstanceType<typeof passport.Passport>;

/** A Passport of a module's own: the process-wide one mixes up two applications in one process. */
export function createPassport(): PassportInstance {
  return new passport.Passport();
}
