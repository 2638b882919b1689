/** For zsh with its own completion system, as a file `_momentum` of `fpath` or with `eval`. */
export const zshScript = `#compdef momentum mo
# Completes momentum and mo in zsh.
_momentum() {
  local line value text width=0
  local -a values texts shown
  for line in "\${(@f)$(
    momentum complete -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null </dev/null
  )}"; do
    if [[ $line == $'\\t'* ]]; then
      compset -P '--*='
      _files
      return
    fi
    [[ $line == *$'\\t'* ]] || continue
    values+=("\${line%%$'\\t'*}")
    texts+=("\${line#*$'\\t'}")
  done
  (( $#values )) || return 1
  for value in "\${values[@]}"; do
    (( $#value > width )) && width=$#value
  done
  for value text in "\${(@)values:^texts}"; do
    shown+=("\${(r:width:)value}\${text:+  $text}")
  done
  # The first of several values that begin otherwise would take the place of what was typed.
  if (( $#values > 1 )) && [[ -n \${values[(r)^\${(b)\${(Q)PREFIX}}*]} ]]; then
    compstate[insert]=menu
    compstate[list]='list force'
  fi
  compadd -U -V momentum -l -d shown -a values
}
if [[ \${funcstack[1]} == _momentum ]]; then
  _momentum "$@"
else
  compdef _momentum momentum mo
fi
`
