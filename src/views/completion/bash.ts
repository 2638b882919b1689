/** For bash 3.2 and later, with or without the package bash-completion. */
export const bashScript = `# Completes momentum and mo in bash.
_momentum() {
  local line value text count room index width=0 tab=$'\\t'
  local values=() texts=()
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == "$tab"* ]]; then
      compopt -o default 2>/dev/null
      return
    fi
    values+=("\${line%%"$tab"*}")
    texts+=("\${line#*"$tab"}")
  done < <(
    momentum complete --line "\${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null </dev/null
  )
  count=\${#values[@]}
  ((count > 0)) || return
  # What each value is can only be said in a list: anything else is inserted.
  if ((count == 1 || COMP_TYPE == 37 || COMP_TYPE == 42)) ||
    [[ \${COMP_WORDS[COMP_CWORD]} == [\\"\\']* ]]; then
    COMPREPLY=("\${values[@]}")
    return
  fi
  for value in "\${values[@]}"; do
    ((\${#value} > width)) && width=\${#value}
  done
  room=$((\${COLUMNS:-80} - width - 6))
  for ((index = 0; index < count; index++)); do
    value=\${values[index]}
    text=\${texts[index]}
    if [[ $text ]] && ((room > 12)); then
      printf -v value '%-*s  %s' "$width" "$value" "\${text:0:room}"
    fi
    COMPREPLY+=("$value")
  done
}
complete -o nosort -F _momentum momentum mo 2>/dev/null || complete -F _momentum momentum mo
`
