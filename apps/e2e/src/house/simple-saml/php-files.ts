/** A PHP file that gives a variable what a JSON file beside it holds: nothing has to be quoted for PHP. */
export const fromJson = (variable: string, file: string): string =>
  `<?php\n$${variable} = json_decode(file_get_contents(__DIR__ . '/${file}'), true, 32, JSON_THROW_ON_ERROR);\n`;

/**
 * Router script of PHP's own server, which hands `module.php/core/login.php` to no script. Everything else is served from
 * the folder as it is.
 */
export const ROUTER = `<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path === '/signed-out') {
    header('content-type: text/plain');
    echo 'Signed out of the identity provider.';
    return true;
}
if (preg_match('~^/module\\.php(/.*)$~', $path, $found)) {
    $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/module.php';
    $_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . '/module.php';
    $_SERVER['PATH_INFO'] = rawurldecode($found[1]);
    chdir($_SERVER['DOCUMENT_ROOT']);
    require $_SERVER['SCRIPT_FILENAME'];
    return true;
}
return false;
`;
