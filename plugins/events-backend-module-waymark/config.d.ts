export interface Config {
  waymark?: {
    gitHost?: {
      /**
       * Secret that the git host signs its webhooks with. Without it, no
       * webhook is accepted.
       *
       * @visibility secret
       */
      webhookSecret?: string;
    };
  };
}
