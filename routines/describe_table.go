package routines

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// table writes a markdown table no wider than a page. What does not fit into a
// cell goes on in a row below, whose first cell is empty.
func (p *paper) table(heads []string, rows ...[]string) {
	widths := columns(append([][]string{heads}, rows...))
	p.line("")
	p.cells(widths, heads)
	rule := make([]string, len(heads))
	for i, width := range widths {
		rule[i] = strings.Repeat("-", width)
	}
	p.line("| %s |", strings.Join(rule, " | "))
	for _, row := range rows {
		p.cells(widths, row)
	}
}

// columns returns how wide each column is: as wide as its longest cell. Where
// that is more than a page, columns give way so that their longest cells need
// about as many lines, and none gets narrower than its longest word. The first
// is the name of the row and stays in one piece.
func columns(rows [][]string) []int {
	longest, least := make([]int, len(rows[0])), make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			longest[i] = max(longest[i], utf8.RuneCountInString(cell), 1)
			for _, word := range unbroken(cell) {
				least[i] = max(least[i], utf8.RuneCountInString(word))
			}
		}
	}
	widths := slices.Clone(longest)
	least[0] = longest[0]
	for total(widths) > paperWidth {
		give := -1
		for i := range widths {
			// longest[i]/(widths[i]-1) is how many lines the next cut makes of it.
			if widths[i] > least[i] && (give < 0 || longest[i]*(widths[give]-1) < longest[give]*(widths[i]-1)) {
				give = i
			}
		}
		if give < 0 {
			break
		}
		widths[give]--
	}
	return widths
}

// total is how wide a row is, with what stands between its cells.
func total(widths []int) int {
	sum := 1
	for _, width := range widths {
		sum += width + len(" | ")
	}
	return sum
}

// cells writes one row, on as many lines as its longest cell needs.
func (p *paper) cells(widths []int, row []string) {
	wrapped, lines := make([][]string, len(row)), 1
	for i, cell := range row {
		wrapped[i] = wrap(cell, widths[i])
		lines = max(lines, len(wrapped[i]))
	}
	for n := range lines {
		line := make([]string, len(row))
		for i := range row {
			if n < len(wrapped[i]) {
				line[i] = wrapped[i][n]
			}
			line[i] += strings.Repeat(" ", max(0, widths[i]-utf8.RuneCountInString(line[i])))
		}
		p.line("| %s |", strings.Join(line, " | "))
	}
}

// wrap breaks a text into lines of at most so many characters. Nothing is a
// dash, and a bar would end the cell.
func wrap(text string, width int) []string {
	words := unbroken(strings.ReplaceAll(text, "|", "/"))
	if len(words) == 0 {
		return []string{"-"}
	}
	lines := words[:1:1]
	for _, word := range words[1:] {
		last := &lines[len(lines)-1]
		if utf8.RuneCountInString(*last)+1+utf8.RuneCountInString(word) > width {
			lines = append(lines, word)
			continue
		}
		*last += " " + word
	}
	return lines
}

// inCell joins names for a cell.
func inCell[T ~string](names []T) string { return strings.Join(strs(names), ", ") }

// choice joins names of which one is done.
func choice[T ~string](names []T) string { return strings.Join(strs(names), " or ") }

// joined joins what is said only if it holds.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "; ")
}

// when returns a text if something holds.
func when(holds bool, text string) string {
	if holds {
		return text
	}
	return ""
}
