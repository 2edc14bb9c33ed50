import { Link } from '@backstage/ui';

/** Where to ask: a page or an address is a link, anything else a text. */
export function Contact(props: { contact: string }) {
  const { contact } = props;
  let href: string | undefined;
  if (/^https?:\/\//i.test(contact)) {
    href = contact;
  } else if (/^[^\s@/]+@[^\s@/]+$/.test(contact)) {
    href = `mailto:${contact}`;
  }
  return href ? <Link href={href}>{contact}</Link> : <>{contact}</>;
}
