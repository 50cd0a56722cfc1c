namespace nutgraf {}
