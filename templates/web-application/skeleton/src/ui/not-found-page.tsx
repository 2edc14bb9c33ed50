export function NotFoundPage({ path }: { path: string }) {
  return (
    <>
      <h1>There is no such page</h1>
      <p>
        Nothing is at <code>{path}</code>. The address may be old, or have a typing error in it.
      </p>
      <p>
        <a href="/">Go to the start</a>
      </p>
    </>
  );
}
