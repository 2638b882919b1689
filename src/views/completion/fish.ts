/** For fish 3.1 and later. */
export const fishScript = `# Completes momentum and mo in fish.
function __momentum_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l word (commandline -ct)
    set -l plain (string unescape -- $word; or string replace -r '^["\\']' '' -- $word)
    set -l lines (momentum complete -- $words "$plain" 2>/dev/null </dev/null)
    if string match -q -- \\t'*' "$lines[1]"
        __fish_complete_path $word
    else
        printf '%s\\n' $lines
    end
end
complete -c momentum -f -k -a '(__momentum_complete)'
complete -c mo -f -k -a '(__momentum_complete)'
`
