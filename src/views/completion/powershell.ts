/** For PowerShell 7, and for the Windows PowerShell that a computer comes with. */
export const powershellScript = `# Completes momentum and mo in PowerShell.
Register-ArgumentCompleter -Native -CommandName momentum, mo -ScriptBlock {
    param($word, $ast, $cursor)
    $before = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object {
            $_.Extent.EndOffset -lt $cursor
        } | ForEach-Object {
            if ($null -ne $_.Value) { [string]$_.Value } else { $_.Extent.Text }
        })
    $typed = $word.Trim("'", '"')
    # An older PowerShell leaves out a word that is empty.
    if ($typed -eq '' -and $PSNativeCommandArgumentPassing -notin 'Standard', 'Windows') {
        $typed = '""'
    }
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [Text.Encoding]::UTF8
        $lines = momentum complete -- @before $typed 2>$null
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    foreach ($line in $lines) {
        $value, $text = $line -split "\`t", 2
        if ($value -eq '') { continue }
        $quoted = $value
        if ($value -notmatch '^[\\w./:+-]+$') { $quoted = "'" + $value.Replace("'", "''") + "'" }
        if (-not $text) { $text = $value }
        [Management.Automation.CompletionResult]::new($quoted, $value, 'ParameterValue', $text)
    }
}
`
