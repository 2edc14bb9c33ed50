/**
 * How a page of mkdocs' own theme looks in the TechDocs reader: the pages as a
 * row of links, the text below. It takes colours and fonts from the portal.
 */
export const readerStyle = `
body {
  margin: 0;
  background: transparent;
  color: var(--bui-fg-primary, inherit);
  font: 1rem/1.6 var(--bui-font-regular, system-ui, sans-serif);
}
a { color: inherit; text-underline-offset: 0.2em; }
.navbar-brand, .navbar-toggler, .navbar-header, .navbar-nav.ml-auto, .modal, footer,
[role='complementary'], .headerlink { display: none; }
.navbar-nav {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1.5rem;
  margin: 0 0 1.5rem;
  padding: 0 0 0.75rem;
  border-bottom: 1px solid var(--bui-border-1, #ccc);
  list-style: none;
}
.navbar-nav .nav-link, .dropdown-item { text-decoration: none; }
.navbar-nav .nav-link:hover { text-decoration: underline; }
.navitem.active > .nav-link, .dropdown-item.active { font-weight: 600; }
.dropdown-menu { margin: 0; padding: 0 0 0 1rem; list-style: none; }
[role='main'] { max-width: 46rem; overflow-wrap: break-word; }
h1, h2, h3, h4 { margin: 1.6em 0 0.5em; line-height: 1.25; }
h1 { margin-top: 0; font-size: 2rem; }
h2 { font-size: 1.5rem; }
h3 { font-size: 1.2rem; }
img { max-width: 100%; }
code {
  padding: 0.1em 0.35em;
  border-radius: 4px;
  background: var(--bui-bg-neutral-2, #eee);
  font-size: 0.9em;
}
pre {
  position: relative;
  overflow-x: auto;
  padding: 1rem;
  border-radius: 8px;
  background: var(--bui-bg-neutral-2, #eee);
}
pre code { padding: 0; background: none; }
table { display: block; overflow-x: auto; border-collapse: collapse; }
th, td {
  padding: 0.4rem 0.8rem;
  border-bottom: 1px solid var(--bui-border-1, #ccc);
  text-align: start;
}
blockquote {
  margin-inline: 0;
  padding-inline-start: 1rem;
  border-inline-start: 3px solid var(--bui-border-2, #999);
}
`;
