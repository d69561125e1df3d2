" Vim syntax file for Rung. Copy to ~/.vim/syntax/rung.vim and add to ~/.vimrc:
"   autocmd BufRead,BufNewFile *.rung setfiletype rung
" The words are those of rung.ebnf; a test compares them.

if exists("b:current_syntax")
  finish
endif

syn iskeyword @,48-57,_,-,192-255

syn match rungMember /\.\k\+/
syn match rungKind /\%(^\|[;{]\)\s*\zs\k\+\ze\s\+\k/ nextgroup=rungDeclared skipwhite
syn match rungDeclared /\k\+/ contained

syn keyword rungReserved if then else and or not is in to of per each for where by
syn keyword rungConstant true false none
syn match rungClause /\s\zs\%(with\|from\|until\|over\|measuring\|confidence\|descending\|first\|runs\|seed\)\ze\%(\s\|$\)/
syn match rungStatement /\%(^\|[;{]\)\s*\zs\%(rung\|use\|let\|assume\|exchange\|target\|scenario\|remove\)\ze\s/
syn match rungVerb /^\s*\zs\%(show\|schedule\|match\|simulate\|test\|compare\|sweep\|find\|explain\)\ze\%(\s\|$\)/
syn match rungVerb /^\s*\zs\%(accept\|save\|snapshot\|open\|export\|report\)\ze\%(\s\|$\)/
syn match rungProperty /\<\k\+\ze\s*:/

syn match rungNumber /\<\d[0-9_]*\%(\.\d[0-9_]*\)\?/ nextgroup=rungPercent,rungUnit
syn match rungPercent /\s*%/ contained
syn match rungUnit /\s\+\%(\%(to\|of\|per\|each\|and\|or\|is\|in\|not\|then\|else\|for\|where\|by\|runs\|seed\)\>\)\@!\a\k*/ contained
syn match rungDate /\<\d\{4}-\d\d\%(-\d\d\)\?\>/
syn match rungDate /\<\d\d:\d\d\>/
syn match rungOperator /\.\.\|[+*\/<>=]\|\k\@1<!-/

syn region rungString start=/"/ skip=/\\./ end=/"/ oneline contains=rungEscape,rungInsert
syn match rungEscape /\\\%(["\\nt]\|u{\x\{1,6}}\)\|{{\|}}/ contained
syn match rungInsert /{[^{}"]\+}/ contained
syn match rungComment /#.*$/
syn match rungDoc /^\s*##.*$/

hi def link rungKind Type
hi def link rungDeclared Identifier
hi def link rungReserved Keyword
hi def link rungConstant Boolean
hi def link rungClause Keyword
hi def link rungStatement Statement
hi def link rungVerb Statement
hi def link rungProperty Label
hi def link rungMember Label
hi def link rungNumber Number
hi def link rungPercent Number
hi def link rungUnit Type
hi def link rungDate Constant
hi def link rungOperator Operator
hi def link rungString String
hi def link rungEscape SpecialChar
hi def link rungInsert Special
hi def link rungComment Comment
hi def link rungDoc SpecialComment

let b:current_syntax = "rung"
