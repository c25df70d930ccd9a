package discord

import (
	"errors"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"unknot/bot"
)

// Limits of Discord.
const (
	perRow      = 5
	mostButtons = 25
	perList     = 25
	mostLists   = 5
	longestCode = 100 // characters; we stay within as many bytes
	longLabel   = 80  // characters
)

var (
	errCode   = errors.New("discord: the code of a button has not from 1 to 100 bytes")
	errTwice  = errors.New("discord: two buttons have the same code")
	errChoice = errors.New("discord: more than 125 buttons")
)

// rowsOf returns choices as buttons, or where there are too many, as lists to
// choose one of.
func rowsOf(choice []bot.Button) ([]discordgo.MessageComponent, error) {
	if err := checkChoice(choice); err != nil {
		return nil, err
	}
	if len(choice) > mostButtons {
		return lists(choice), nil
	}
	var rows []discordgo.MessageComponent
	for len(choice) > 0 {
		n := min(perRow, len(choice))
		var row discordgo.ActionsRow
		for _, b := range choice[:n] {
			row.Components = append(row.Components, discordgo.Button{Label: label(b), Style: discordgo.SecondaryButton, CustomID: b.Code})
		}
		rows = append(rows, row)
		choice = choice[n:]
	}
	return rows, nil
}

func checkChoice(choice []bot.Button) error {
	if len(choice) > mostLists*perList {
		return errChoice
	}
	known := map[string]bool{}
	for _, b := range choice {
		switch {
		case len(b.Code) == 0 || len(b.Code) > longestCode:
			return errCode
		case known[b.Code]:
			return errTwice
		}
		known[b.Code] = true
	}
	return nil
}

func lists(choice []bot.Button) []discordgo.MessageComponent {
	var rows []discordgo.MessageComponent
	for len(choice) > 0 {
		n := min(perList, len(choice))
		menu := discordgo.SelectMenu{
			MenuType: discordgo.StringSelectMenu, CustomID: fmt.Sprintf("list %d", len(rows)),
			Placeholder: clip(label(choice[0])+" …", longLabel),
		}
		for _, b := range choice[:n] {
			menu.Options = append(menu.Options, discordgo.SelectMenuOption{Label: label(b), Value: b.Code})
		}
		rows = append(rows, discordgo.ActionsRow{Components: []discordgo.MessageComponent{menu}})
		choice = choice[n:]
	}
	return rows
}

func label(b bot.Button) string { return clip(clean(b.Label), longLabel) }
